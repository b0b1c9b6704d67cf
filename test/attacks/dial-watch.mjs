// Loaded into the server's process before the server: says to whom it opens a connection.
import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

subscribe('undici:client:beforeConnect', ({ connectParams }) =>
  process.stderr.write(`DIALLED ${connectParams.host}\n`),
);
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  const [first] = args.flat();
  const to =
    typeof first === 'object' ? `${first?.host ?? first?.path}:${first?.port}` : `${args[1]}:${first}`;
  process.stderr.write(`DIALLED ${to}\n`);
  return connect.apply(this, args);
};
