/** The settings of funders: a part of settings.ts, and what becomes of it. */
import { z } from 'zod';
import { httpUrl } from './forms.ts';

export const funderSettings = {
  AURORA_URL: httpUrl
    .optional()
    .describe('Where the API of Aurora Asset Finance is. Default: none, it is not asked'),
  BEACON_URL: httpUrl
    .optional()
    .describe('Where the web service of Beacon Business Credit is. Default: none, it is not asked'),
  COBALT_URL: httpUrl
    .optional()
    .describe('Where the dealer portal of Cobalt Motor Finance is. Default: none'),
  CHROMIUM_PATH: z
    .string()
    .optional()
    .describe(
      'The browser that visits portals, in workers. Default: the one of the package @sparticuz/chromium',
    ),
};

type Values = z.infer<z.ZodObject<typeof funderSettings>>;

export interface FunderConfig {
  /** By funder id. */
  readonly settings: Readonly<Record<string, { readonly url: string } | undefined>>;
  readonly chromiumPath: string | undefined;
}

export function fundersFrom(values: Values): FunderConfig {
  const at = (url: string | undefined) => (url === undefined ? undefined : { url });
  return {
    settings: {
      aurora: at(values.AURORA_URL),
      beacon: at(values.BEACON_URL),
      cobalt: at(values.COBALT_URL),
    },
    chromiumPath: values.CHROMIUM_PATH,
  };
}
