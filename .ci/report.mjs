/** What Jest's reports come to: which files to run again, and the total. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** More than these have not failed for want of processors. */
const MOST_AGAIN = 5;

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);
const namesOf = (files) => files.map(({ name }) => relative(process.cwd(), name));
const failedFiles = (report) => report.testResults.filter(({ status }) => status === 'failed');
const count = (files, status) =>
  files.flatMap(({ assertionResults }) => assertionResults).filter((test) => test.status === status).length;

function filesToRunAgain(path) {
  const report = read(path);
  const failed = report ? failedFiles(report) : [];
  return failed.length <= MOST_AGAIN ? namesOf(failed) : [];
}

function total(check, firstPath, secondPath) {
  const [first, second] = [read(firstPath), read(secondPath)];
  if (!first) return { passed: 0, failed: 1, steadied: [] };
  const again = new Set(second?.testResults.map(({ name }) => name));
  const last = [...first.testResults.filter(({ name }) => !again.has(name)), ...(second?.testResults ?? [])];
  const broken = last.filter(({ status }) => status === 'failed');
  // A file may fail beside its tests: when it is loaded, or as it ends.
  const beside = broken.filter((file) => count([file], 'failed') === 0).length;
  // Jest can fail without a failed test, for instance when its set-up does.
  const unexplained = !(second ?? first).success && broken.length === 0 ? 1 : 0;
  const steady = new Set(broken.map(({ name }) => name));
  return {
    passed: count(last, 'passed') + (check === 'passed' ? 1 : 0),
    failed: count(last, 'failed') + beside + unexplained + (check === 'passed' ? 0 : 1),
    steadied: namesOf(failedFiles(first).filter(({ name }) => again.has(name) && !steady.has(name))),
  };
}

const [task, ...given] = process.argv.slice(2);
if (task === 'failed-files') {
  process.stdout.write(filesToRunAgain(given[0]).join(' '));
} else {
  const { passed, failed, steadied } = total(...given);
  for (const name of steadied) process.stdout.write(`failed at first, passed alone: ${name}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
