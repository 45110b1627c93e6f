import type { Timing } from '../../../lib/http/sendRequest';

/** A clock that moves only when something sleeps or when a test lets time pass. */
export class FakeTiming implements Timing {
	/** What was slept, in milliseconds, in order. */
	readonly sleeps: number[] = [];

	/** What `random` gives: 1 makes every back-off as long as it can be. */
	chance = 1;

	private time = Date.UTC(2030, 0, 1);

	private monotonic = 12_345;

	now = () => this.time;

	elapsed = () => this.monotonic;

	random = () => this.chance;

	sleep = async (ms: number) => {
		this.sleeps.push(ms);
		this.pass(ms);
	};

	/** @param ms milliseconds */
	pass(ms: number): void {
		this.time += ms;
		this.monotonic += ms;
	}

	/** Somebody sets the clock, forward or back. @param ms milliseconds */
	set(ms: number): void {
		this.time += ms;
	}
}
