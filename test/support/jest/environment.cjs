/** The surroundings of a test file: those of the worker process, shared by the files that it runs. */
module.exports = class Environment {
  global = globalThis;

  async setup() {}

  async teardown() {}

  getVmContext() {
    return null;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }
};
