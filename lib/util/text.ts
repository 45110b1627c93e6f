import { createHash } from 'node:crypto';

/**
 * Text from outside made fit to be shown: one line, no control characters, cut.
 *
 * @param value anything; objects become JSON
 * @param max characters
 */
export function plainText(value: unknown, max = 500): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	const clean = text
		.slice(0, max * 4)
		.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return clean.length > max ? `${clean.slice(0, max - 1)}…` : clean;
}

/** The choice that a value names, in any case and with spaces around; undefined for none of them. */
export function choiceOf<T extends string>(choices: readonly T[], value: unknown): T | undefined {
	const name = String(value).trim().toLowerCase();
	return choices.find((choice) => choice.toLowerCase() === name);
}

/** A text without the spaces around it; empty for anything else. */
export function trimmed(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** Stands for a text that must not be kept: its SHA-256, in hexadecimal digits. */
export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
