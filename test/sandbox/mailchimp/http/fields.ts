// `fields` and `exclude_fields`: dotted paths, comma separated, that keep or cut members of an answer.

type Paths = readonly (readonly string[])[];

export interface FieldFilter {
  /** Tells filters apart. */
  readonly key: string;
  readonly keep: Paths | undefined;
  readonly cut: Paths;
}

export function fieldFilter(fields: string | undefined, excludeFields: string | undefined): FieldFilter {
  return {
    key: `${fields ?? '*'}|${excludeFields ?? ''}`,
    keep: fields === undefined ? undefined : pathsOf(fields),
    cut: pathsOf(excludeFields ?? ''),
  };
}

/** The filter for the objects inside the member `name`; undefined when the answer is without that member. */
export function inside(filter: FieldFilter, name: string): FieldFilter | undefined {
  if (!shows(filter, name)) return undefined;
  const whole = filter.keep?.some((path) => path.length === 1 && path[0] === name);
  return {
    key: `${name} ${filter.key}`,
    keep: whole ? undefined : filter.keep && below(filter.keep, name),
    cut: below(filter.cut, name),
  };
}

export function shows({ keep, cut }: FieldFilter, name: string): boolean {
  if (cut.some((path) => path.length === 1 && path[0] === name)) return false;
  return keep === undefined || keep.some((path) => path[0] === name);
}

/** What the filter leaves of an object. */
export function render(value: unknown, filter: FieldFilter): unknown {
  if (Array.isArray(value)) return value.map((item) => render(item, filter));
  if (typeof value !== 'object' || value === null) return value;
  if (filter.keep === undefined && filter.cut.length === 0) return value;
  const left = Object.entries(value).flatMap(([name, inner]) => {
    const deeper = inside(filter, name);
    return deeper ? [[name, render(inner, deeper)] as const] : [];
  });
  return Object.fromEntries(left);
}

function below(paths: Paths, name: string): Paths {
  return paths.filter((path) => path.length > 1 && path[0] === name).map((path) => path.slice(1));
}

function pathsOf(list: string): Paths {
  return list
    .split(',')
    .filter((path) => path !== '')
    .map((path) => path.split('.'));
}
