import { isRecord, valueAt } from '../../../lib/util/json';

/**
 * A field of an envelope in any case: .NET services say `NextLink` where others say
 * `nextLink`. The exact spelling wins.
 *
 * @param path a name, or a path with dots
 */
export function fieldIn(envelope: unknown, path: string): unknown {
	return valueAt(envelope, path) ?? anyCase(envelope, path.toLowerCase());
}

function anyCase(value: unknown, path: string): unknown {
	if (!isRecord(value)) return undefined;
	const named = (name: string) => Object.keys(value).find((key) => key.toLowerCase() === name);
	const whole = named(path);
	if (whole !== undefined) return value[whole];
	const dot = path.indexOf('.');
	const first = dot > 0 ? named(path.slice(0, dot)) : undefined;
	return first === undefined ? undefined : anyCase(value[first], path.slice(dot + 1));
}
