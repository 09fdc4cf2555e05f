/** Types of the SDL for the resolvers: `npm run codegen` writes them, `npm run check` fails when they are stale. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  importExtension: '.ts',
  generates: {
    'src/graphql/generated.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        useTypeImports: true,
        enumsAsTypes: true,
        contextType: './context.ts#Context',
        mappers: {},
        scalars: {
          DateTime: { input: 'Date', output: 'Date | string' },
          Decimal: 'string',
          Currency: 'string',
          EmailAddress: 'string',
          JSON: 'unknown',
        },
      },
    },
  },
};

export default config;
