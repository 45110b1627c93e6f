import fc from 'fast-check';

import { readSettings } from '../../../lib/auth';
import { forbiddenRequest } from '../../../lib/auth/allowedOrigin';
import { discoverTokenUrl, tokenUrls } from '../../../lib/auth/discovery';
import type { Renewal } from '../../../lib/auth/tokenHistory';
import { requestToken } from '../../../lib/auth/tokenRequest';
import { readTokenResponse } from '../../../lib/auth/tokenResponse';
import { retryAfterMs } from '../../../lib/http/retryPolicy';
import type { HttpRequest } from '../../../lib/http/sendRequest';
import { formatDuration } from '../../../lib/util/duration';
import { plainText } from '../../../lib/util/text';
import { isSecureUrl } from '../../../lib/util/url';
import { answer } from '../support/answers';
import { customFields, settingsOf } from '../support/credentialFields';
import { CachedTokens } from '../support/fakeIssuer';
import { FakeTiming } from '../support/fakeTiming';
import { everythingVisibleIn } from '../support/secrets';

import { casesSoFar, holds, holdsLater, json, names, record, texts } from './support';

const headers = fc
	.array(
		fc.tuple(
			fc.oneof(fc.constantFrom('retry-after', 'x-ratelimit-reset', 'x-ratelimit-remaining'), names),
			fc.oneof(
				texts,
				fc.integer(),
				fc.integer({ min: 0 }).map(String),
				fc.date({ noInvalidDate: true }).map((at) => at.toUTCString()),
			),
		),
		{ maxLength: 4 },
	)
	.map((fields) => record(fields));

/** A body as n8n hands it over: texts as they are, anything else as JSON. */
const bytes = (body: unknown) =>
	Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

describe('the credential, with whatever comes', () => {
	afterAll(() => expect(casesSoFar()).toBeGreaterThanOrEqual(6_000));

	test('a token answer gives a token that fits into a header, or a fault', () => {
		const answer = fc.oneof(
			json,
			fc
				.tuple(texts, fc.oneof(fc.constantFrom('Bearer', 'bearer', 'mac'), texts), json)
				.map(([access_token, token_type, expires_in]) => ({
					access_token,
					token_type,
					expires_in,
				})),
			fc
				.tuple(fc.stringMatching(/^[\w.~+/-]{1,40}=*$/), fc.oneof(fc.double(), fc.integer(), texts))
				.map(([access_token, expires_in]) => ({ access_token, token_type: 'Bearer', expires_in })),
		);
		holds([answer], 1_500, (body) => {
			const read = readTokenResponse(body);
			if ('fault' in read) {
				expect(read.fault.length).toBeLessThan(2_100);
				expect(read.fault).not.toMatch(/[\p{Cc}]/u);
				return;
			}
			expect(read.accessToken).toMatch(/^[\x21-\x7e]+$/);
			expect(read.lifetime).toBeGreaterThan(0);
			expect(read.lifetime).toBeLessThanOrEqual(30 * 86_400);
		});
	});

	test('Retry-After gives a time from now on, or nothing', () => {
		holds([headers, fc.integer({ min: 0, max: 4_102_444_800_000 })], 2_000, (given, now) => {
			const wait = retryAfterMs(answer('', { headers: given }), now);
			if (wait === undefined) return;
			expect(wait).toBeGreaterThanOrEqual(0);
			expect(Number.isFinite(wait)).toBe(true);
			expect(formatDuration(wait)).toMatch(/^\d+ (second|seconds|minutes|hours)$/);
		});
	});

	test('text from outside is one short line', () => {
		holds([json, fc.integer({ min: 1, max: 500 })], 700, (value, max) => {
			const text = plainText(value, max);
			expect(text.length).toBeLessThanOrEqual(max);
			expect(text).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
		});
	});

	test('a discovery document leads to a safe address of its own issuer, or is refused', async () => {
		const settings = settingsOf(
			customFields({ useDiscovery: true, issuerUrl: 'https://auth.example.com' }),
		);
		const fields = fc.tuple(
			fc.oneof(
				fc.constantFrom(
					'https://auth.example.com',
					'https://auth.example.com/',
					'https://other.example',
				),
				texts,
			),
			fc.oneof(
				fc.webUrl({ withQueryParameters: true }),
				fc.constantFrom(
					'http://auth.example.com/token',
					'javascript:alert(1)',
					'//evil.example/',
					'https://user:pass@evil.example/',
					'file:///etc/passwd',
				),
				json,
			),
		);
		const document = fc.oneof(
			json,
			fields.map(([issuer, token_endpoint]) => ({ issuer, token_endpoint })),
		);
		await holdsLater([document], 1_000, async (body) => {
			tokenUrls.clear();
			const asked: string[] = [];
			const http: HttpRequest = async (options) => {
				asked.push(String(options.url));
				return { statusCode: 200, headers: {}, body: bytes(body) };
			};
			const url = await discoverTokenUrl(settings, http, new FakeTiming()).finally(() =>
				expect(asked).toEqual(['https://auth.example.com/.well-known/openid-configuration']),
			);
			expect(isSecureUrl(new URL(url))).toBe(true);
		});
	});

	test('a token request asks the token service only, ends, and tells no secret', async () => {
		const settings = settingsOf(customFields());
		const reply = fc.oneof(
			fc.tuple(
				fc.oneof(fc.constantFrom(200, 200, 301, 400, 401, 403, 429, 500, 503), fc.integer()),
				headers,
				fc.oneof(json, texts),
			),
			fc.oneof(texts, json).map((code) => ({ code })),
		);
		await holdsLater([fc.array(reply, { minLength: 1, maxLength: 5 })], 700, async (replies) => {
			const urls = new Set<string>();
			let at = 0;
			const timing = new FakeTiming();
			const token = requestToken(
				settings,
				async (options) => {
					urls.add(String(options.url));
					const next = replies[Math.min(at++, replies.length - 1)];
					if (!Array.isArray(next)) throw Object.assign(new Error('broken'), next);
					const [statusCode, answerHeaders, body] = next;
					return { statusCode, headers: answerHeaders, body: bytes(body) };
				},
				timing,
			);
			await token
				.catch((error: unknown) => {
					expect(everythingVisibleIn(error)).not.toContain(settings.clientSecret);
					throw error;
				})
				.finally(() => {
					expect([...urls]).toEqual([settings.tokenUrl]);
					expect(at).toBeLessThanOrEqual(4);
					expect(timing.sleeps.every((ms) => ms >= 0 && ms <= 30_000)).toBe(true);
				});
		});
	});

	test('tokens are valid when they are given, and requested five times a minute at most', async () => {
		const event = fc.tuple(
			fc.constantFrom(
				'pass',
				'set',
				'due',
				'test',
				'rejected',
				'ambiguous',
				'accept',
				'refuse',
				'fail',
			),
			fc.constantFrom(0, 1_000, 5_000, 15_000, 60_000),
		);
		const lifetimes = fc.constantFrom(2, 30, 3_600);
		const events = fc.array(event, { maxLength: 60 });
		await holdsLater([lifetimes, events], 500, async (lifetime, all) => {
			const tokens = new CachedTokens();
			const { cache, issuer, key, timing } = tokens;
			const requests: number[] = [];
			Object.assign(issuer, { lifetime, meanwhile: () => requests.push(timing.elapsed()) });
			for (const [name, ms] of all) {
				const token = tokens.usable() ?? 'token-1';
				timing.pass(ms);
				if (name === 'set') timing.set(ms > 1_000 ? 43_200_000 : -43_200_000);
				if (name === 'pass' || name === 'set') continue;
				if (name === 'accept' || name === 'refuse') {
					tokens[name](token);
					continue;
				}
				issuer.failure = name === 'fail' ? new Error('Broken') : undefined;
				const reason = name === 'fail' ? 'due' : name;
				const renewal = { reason, token, path: 'path' } as Renewal;
				const given = await cache
					.of(key)
					.renew(renewal, issuer.issue)
					.catch(() => undefined);
				if (!given) continue;
				expect(given.expiresAt.epoch).toBeGreaterThan(timing.now());
				expect(given.expiresAt.monotonic).toBeGreaterThan(timing.elapsed());
			}
			for (const at of requests) {
				const inMinute = requests.filter((other) => other >= at && other < at + 60_000);
				expect(inMinute.length).toBeLessThanOrEqual(5);
			}
		});
	});

	test('the token goes to the origin of the API only', () => {
		const settings = settingsOf(customFields());
		const address = fc.oneof(
			fc.webUrl({ withQueryParameters: true, withFragments: true }),
			texts,
			texts.map((text) => `https://api.example.com${text}`),
			texts.map((text) => `https://api.example.com/${text}`),
			texts.map((text) => `https://api.example.com@${text}`),
			texts.map((text) => `/${text}`),
		);
		holds([address, fc.option(address, { nil: undefined })], 1_500, (url, baseURL) => {
			if (forbiddenRequest(settings, { url, baseURL })) return;
			expect(new URL(url, baseURL).origin).toBe('https://api.example.com');
			if (baseURL !== undefined) expect(new URL(baseURL).origin).toBe('https://api.example.com');
		});
	});

	test('fields of a credential are read or refused by name', () => {
		const fieldNames = [
			'environment',
			'clientId',
			'clientSecret',
			'apiBaseUrl',
			'tokenUrl',
			'issuerUrl',
			'audience',
			'useDiscovery',
			'tokenHeader',
			'clientAuthentication',
		];
		const fields = fc
			.array(
				fc.tuple(
					fc.constantFrom(...fieldNames),
					fc.oneof(
						texts,
						fc.constantFrom('live', 'dev', 'custom', 'header', true),
						fc.webUrl({ withQueryParameters: true }),
						json,
					),
				),
				{ maxLength: 10 },
			)
			.map((given) => record(given));
		holds([fields], 1_000, (given) => {
			const settings = readSettings({ ...customFields(), ...given } as never);
			expect(settings.apiOrigin).toMatch(/^https?:\/\//);
			expect(isSecureUrl(new URL(settings.apiBaseUrl))).toBe(true);
		});
	});
});
