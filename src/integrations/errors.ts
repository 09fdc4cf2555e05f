import { NotFound } from '../platform/errors.ts';

/** Also said of another tenant's integration: existence is nobody else's business. */
export class IntegrationNotFound extends NotFound {
  override readonly code = 'INTEGRATION_NOT_FOUND';

  constructor(id: string) {
    super(`No integration ${id}`);
  }
}
