/**
 * What Jest loads test files with: Node's own loader, in the worker's own realm, instead of a virtual machine for each file.
 * What tests stand on is then loaded and compiled once per worker; a test file itself is loaded anew each time.
 */
const { registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

const globalsUrl = pathToFileURL(require.resolve('./globals.mjs')).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals'
      ? { url: globalsUrl, format: 'module', shortCircuit: true }
      : next(specifier, context),
});

let loaded = 0;

/** As much of `jest-runtime` as Jest's runner and its test framework ask for. */
module.exports = class Runtime {
  #given;

  /** The test framework keeps what a file declares in its own module's state: each file gets a new copy. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    this.#given = globals;
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    const { give } = await import(globalsUrl);
    give(this.#given);
    await import(`${pathToFileURL(path).href}?loaded=${(loaded += 1)}`);
  }

  requireModule(path) {
    return require(path);
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {}
};
