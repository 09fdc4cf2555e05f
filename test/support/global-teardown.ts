import { endTestRun } from './global-setup.ts';

export default endTestRun;
