// @ts-check
import { posix } from 'node:path';
import { packageName } from './imports.mjs';
import { packageOf } from './sources.mjs';

/**
 * Groups of files, and of packages, that load each other in a circle. Type-only imports make no circle:
 * nothing of them is left at run time.
 *
 * @param {import('./imports.mjs').Import[]} imports
 * @param {Map<string, { name: string, exports?: Record<string, { source?: string }> }>} manifests by folder
 * @param {Set<string>} files
 * @returns {string[]} one sentence a circle
 */
export function cycleFaults(imports, manifests, files) {
  const folders = new Map([...manifests].map(([folder, { name }]) => [name, folder]));

  /** @param {import('./imports.mjs').Import} each @returns {string | undefined} the file it loads, if it is ours */
  const resolve = ({ from, specifier }) => {
    if (specifier.startsWith('.')) {
      const path = posix.join(posix.dirname(from), specifier);
      return [path, `${path}.ts`, path.replace(/\.js$/, '.ts'), `${path}/index.ts`].find((file) =>
        files.has(file),
      );
    }
    const name = packageName(specifier);
    const folder = folders.get(name);
    const entry = folder && manifests.get(folder)?.exports?.[`.${specifier.slice(name.length)}`]?.source;
    return entry && posix.join(folder, entry);
  };

  /** @type {Map<string, Set<string>>} */
  const betweenFiles = new Map();
  /** @type {Map<string, Set<string>>} */
  const betweenPackages = new Map();
  for (const each of imports) {
    const target = each.typeOnly ? undefined : resolve(each);
    if (!target) continue;
    link(betweenFiles, each.from, target);
    if (packageOf(each.from) !== packageOf(target))
      link(betweenPackages, packageOf(each.from), packageOf(target));
  }
  return [...circles(betweenFiles), ...circles(betweenPackages)].map(
    (members) => `these load each other in a circle: ${members.join(', ')}`,
  );
}

/**
 * @param {Map<string, Set<string>>} graph
 * @param {string} from
 * @param {string} to
 */
function link(graph, from, to) {
  const targets = graph.get(from) ?? new Set();
  graph.set(from, targets.add(to));
}

/**
 * Tarjan's strongly connected components, those of more than one member or with an arrow to itself.
 *
 * @param {Map<string, Set<string>>} graph
 * @returns {string[][]}
 */
function circles(graph) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];

  /** @param {string} name */
  const visit = (name) => {
    const here = { index: seen.size, low: seen.size, open: true };
    seen.set(name, here);
    stack.push(name);
    for (const target of graph.get(name) ?? []) {
      const there = seen.get(target) ?? visit(target);
      if (there.open) here.low = Math.min(here.low, there.low);
    }
    if (here.low === here.index) {
      const members = stack.splice(stack.indexOf(name));
      for (const member of members) Object.assign(seen.get(member) ?? {}, { open: false });
      if (members.length > 1 || graph.get(name)?.has(name)) found.push(members.sort());
    }
    return here;
  };
  for (const name of graph.keys()) if (!seen.has(name)) visit(name);
  return found;
}
