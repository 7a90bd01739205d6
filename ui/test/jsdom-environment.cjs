const { TestEnvironment } = require('jest-environment-jsdom');

/** jsdom hides structuredClone, which MUI X charts calls at import time. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.structuredClone = structuredClone;
  }
};
