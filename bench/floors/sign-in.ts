/** The floor under a sign-in: `node:http`, the same argon2id computed on as many processors, one JWT signed by jose, one INSERT. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { verify } from '@node-rs/argon2';
import { generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { answer } from '../processes/answer.ts';
import { serveFloor } from '../processes/http-floor.ts';

interface Setup {
  readonly url: string;
  readonly poolSize: number;
  readonly hash: string;
}

// The scenario writes it.
const setup = JSON.parse(process.argv[2] ?? '') as Setup;
const pool = new pg.Pool({ connectionString: setup.url, max: setup.poolSize });
const { privateKey } = await generateKeyPair('ES256');
const INSERT = { name: 'insert_session', text: 'insert into floor_session (id, email) values ($1, $2)' };

let free = Math.max(1, availableParallelism() - 1);
const waiting: (() => void)[] = [];

async function isRight(password: string): Promise<boolean> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free -= 1;
  try {
    return await verify(setup.hash, password);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

const server = await serveFloor(async ({ body }) => {
  const { variables } = JSON.parse(body.toString('utf8')) as {
    variables: { input: { email: string; password: string } };
  };
  const { email, password } = variables.input;
  if (!(await isRight(password))) return { status: 401, body: '{}' };
  const id = randomUUID();
  await pool.query({ ...INSERT, values: [id, email] });
  const token = await new SignJWT({ sid: id, sub: email })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(privateKey);
  return { status: 200, body: JSON.stringify({ accessToken: token, refreshToken: randomUUID() }) };
});

answer({ port: () => server.port }, async () => {
  server.close();
  await pool.end();
});
