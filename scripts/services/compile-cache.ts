// What Node compiled is kept, so that the next start need not compile it again: https://nodejs.org/api/module.html#module-compile-cache
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { dataFolder } from './folders.ts';

/** Node checks what is in it against each file's content and its own version. */
export const compileCache = join(dataFolder, 'compile-cache');

/** For what this process imports from now on. */
export function keepCompiled(): void {
  enableCompileCache(compileCache);
}
