/**
 * Arrays as parameters in PostgreSQL's binary form. A large payload crosses without being quoted here and without being
 * searched for quotes there. The form is that of `array_recv` in src/backend/utils/adt/arrayfuncs.c of PostgreSQL.
 */
const TEXT_OID = 25;
const BYTEA_OID = 17;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;

export function textArray(values: readonly (string | null)[]): Buffer {
  return encode(TEXT_OID, values);
}

export function byteaArray(values: readonly (Buffer | null)[]): Buffer {
  return encode(BYTEA_OID, values);
}

function encode(elementOid: number, values: readonly (string | Buffer | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const bytes = sizes.reduce((sum, size) => sum + LENGTH_BYTES + size, HEADER_BYTES);
  const array = Buffer.allocUnsafe(bytes);
  const dimensions = 1;
  const lowerBound = 1;
  let at = 0;
  for (const field of [dimensions, Number(values.includes(null)), elementOid, values.length, lowerBound]) {
    at = array.writeInt32BE(field, at);
  }
  values.forEach((value, index) => {
    at = array.writeInt32BE(value === null ? NULL_LENGTH : (sizes[index] ?? 0), at);
    if (typeof value === 'string') at += array.write(value, at);
    else if (value) at += value.copy(array, at);
  });
  return array;
}
