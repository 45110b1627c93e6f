/** What operations tell beside their output, and the input items that it is about. */
export class Hints {
	private readonly said = new Map<string, Set<number>>();

	add(message: string, itemIndex: number): void {
		const items = this.said.get(message) ?? new Set();
		this.said.set(message, items.add(itemIndex));
	}

	/**
	 * Each message once.
	 *
	 * @param count of input items: a message that is not about all of them says how many it is about
	 */
	texts(count: number): string[] {
		return [...this.said].map(([message, { size }]) =>
			size === count ? message : `${size} of ${count} input items: ${message}`,
		);
	}
}
