import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { describeError, HearthError } from '@hearth/api';

const sentences = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    {
      status: '431 Request Header Fields Too Large',
      sentence: 'The address or the headers are too long. Send fewer calls in one batch.',
    },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { status: '408 Request Timeout', sentence: 'The request took too long to arrive. Send it again.' },
  ],
]);

/** Answers what Node's own parser refuses, before there is a request: in the same shape as everything else. */
export function answerParserError(error: Error & { code?: string }, socket: Socket): void {
  // Nobody is there to read an answer.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const known = sentences.get(error.code ?? '');
  const { status, sentence } = known ?? {
    status: '400 Bad Request',
    sentence: 'That is not an HTTP request.',
  };
  const shape = describeError(new HearthError('bad_request', sentence), { requestId: randomUUID() });
  shape.data.httpStatus = Number.parseInt(status, 10);
  const body = JSON.stringify({ error: shape });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
