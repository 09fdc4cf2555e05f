/** What a person enters for a third party, checked against that party's own fields before anything is sent or stored. */
import { InvalidInput } from './errors.ts';

export interface CredentialValue {
  readonly name: string;
  readonly value: string;
}

/** A form as providers and funders describe it. */
export interface CredentialForm {
  readonly name: string;
  readonly credentialFields: readonly {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly required: boolean;
    readonly pattern: RegExp;
  }[];
}

/** Throws InvalidInput naming the field; never repeats a value, for it may be a secret. */
export function parseCredential(
  form: CredentialForm,
  values: readonly CredentialValue[],
): Readonly<Record<string, string>> {
  const credential: Record<string, string> = {};
  for (const { name, value } of values) {
    const field = form.credentialFields.find((each) => each.name === name);
    const path = `input.credential.${name}`;
    if (!field) throw new InvalidInput(`${form.name} has no credential field ${name}`, { field: path });
    if (name in credential) throw new InvalidInput(`${field.label} is given twice`, { field: path });
    if (!field.pattern.test(value)) {
      throw new InvalidInput(`${field.label} does not look right. ${field.description}`, { field: path });
    }
    credential[name] = value;
  }
  for (const field of form.credentialFields) {
    if (!field.required || field.name in credential) continue;
    throw new InvalidInput(`${field.label} is missing. ${field.description}`, {
      field: `input.credential.${field.name}`,
    });
  }
  return credential;
}
