import http from 'node:http';
import { closeServer, listen } from '../../sandbox/servers.mjs';

/**
 * A chat model on loopback that speaks OpenAI's chat completions: it calls a tool once, and when the
 * tool has answered it says so and stops.
 * @typedef {object} ChatModel
 * @property {string} url for the `url` of an n8n credential of type openAiApi
 * @property {(args: Record<string, unknown>) => void} callToolWith the arguments of the next call
 * @property {object[]} requests bodies of everything n8n sent, the oldest first
 * @property {() => string} toolAnswer what the tool gave to the model, as the model reads it
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<ChatModel>} */
export async function startChatModel() {
	const requests = [];
	let toolArguments = {};
	const server = http.createServer(async (request, response) => {
		const body = JSON.parse((await request.setEncoding('utf8').toArray()).join(''));
		requests.push(body);
		const last = body.messages.at(-1);
		const message = last.role === 'tool' ? finalMessage() : toolCall(body.tools[0], toolArguments);
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(completion(body.model, message)));
	});
	const port = await listen(server);
	return {
		url: `http://127.0.0.1:${port}/v1`,
		callToolWith: (args) => void (toolArguments = args),
		requests,
		toolAnswer: () => requests.at(-1).messages.findLast(({ role }) => role === 'tool').content,
		stop: async () => await closeServer(server),
	};
}

const finalMessage = () => ({ role: 'assistant', content: 'The tool has answered.' });

const toolCall = ({ function: { name } }, args) => ({
	role: 'assistant',
	content: null,
	tool_calls: [
		{ id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(args) } },
	],
});

const completion = (model, message) => ({
	id: 'chatcmpl-1',
	object: 'chat.completion',
	created: 0,
	model,
	choices: [{ index: 0, message, finish_reason: message.tool_calls ? 'tool_calls' : 'stop' }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
