import fs from 'node:fs';
import path from 'node:path';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{ x: number, y: number, width: number, height: number }} Area part of the page, in CSS pixels */

/** A README with ten of them still loads fast. */
const MAX_BYTES = 150_000;

/** Space below the last element, in CSS pixels. */
const MARGIN = 16;

/**
 * Takes a screenshot for the docs.
 * @param {Page} page
 * @param {string} name file name without extension
 * @param {Area} [clip]
 * @param {string} [folder] default: the one that the run was started with
 */
export async function takeScreenshot(page, name, clip, folder = process.env.AURORA_SCREENSHOTS) {
	const file = path.join(folder, `${name}.png`);
	// Without the notifications in the corner, which come and go.
	const style = '.el-notification { visibility: hidden !important; }';
	// A button at work shows a spinner instead of its words.
	await page.waitForFunction(() => !document.querySelector('button[aria-busy="true"]'));
	await page.screenshot({ path: file, clip, style, animations: 'disabled' });
	const { size } = fs.statSync(file);
	if (size > MAX_BYTES)
		throw new Error(`${name}.png has ${size} bytes, more than ${MAX_BYTES}: crop it.`);
}

/** Keeps what the page showed when a test failed. @param {Page} page @param {string} test its name */
export async function keepFailure(page, test) {
	const name = `failed ${test.replace(/\W+/g, ' ')}.png`;
	await page.screenshot({ path: path.join(process.env.AURORA_PICTURES, name) });
}

/** The smallest rectangle around some elements. @param {...Locator} elements all visible */
export async function around(...elements) {
	const boxes = await Promise.all(elements.map((element) => element.boundingBox()));
	const x = Math.min(...boxes.map((box) => box.x));
	const y = Math.min(...boxes.map((box) => box.y));
	const right = Math.max(...boxes.map((box) => box.x + box.width));
	const bottom = Math.max(...boxes.map((box) => box.y + box.height));
	return { x, y, width: right - x, height: bottom - y };
}

/** A rectangle without its empty lower part. @param {Area} area @param {...Locator} last elements that stay in it */
export async function cutBelow(area, ...last) {
	const box = await around(...last);
	return { ...area, height: Math.min(area.height, box.y + box.height + MARGIN - area.y) };
}
