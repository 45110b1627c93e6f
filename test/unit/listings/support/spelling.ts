/** How a service writes names of several words. */
export type Style = 'camel' | 'snake' | 'kebab' | 'pascal' | 'capitals' | 'joined';

export const styles: readonly Style[] = ['camel', 'snake', 'kebab', 'pascal', 'joined', 'capitals'];

/**
 * A name in the style of a service.
 *
 * @param words small and with blanks; a name that is written in one way only begins with `=`
 */
export function spelt(words: string, style: Style): string {
	if (words.startsWith('=')) return words.slice(1);
	const parts = words.split(' ');
	if (style === 'capitals') return parts.join('_').toUpperCase();
	if (style === 'snake') return parts.join('_');
	if (style === 'kebab') return parts.join('-');
	if (style === 'joined') return parts.join('');
	const capital = parts.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('');
	return style === 'pascal' ? capital : capital.slice(0, 1).toLowerCase() + capital.slice(1);
}
