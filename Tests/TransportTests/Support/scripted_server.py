"""An HTTPS server that executes one step of its script per request and counts what it receives.

    scripted_server.py CERTIFICATE KEY CLIENT_ROOTS TLS_VERSION CIPHERS SCRIPT

SCRIPT is a JSON list of steps. Each request uses one step (or, for "drop" at "connect", each connection); the last step
is repeated. TLS_VERSION is 1.1, 1.2, 1.3, "plain" for HTTP without TLS, or "none", which never starts a handshake. The server prints its port on one
line. It answers each line on standard input with one line of JSON that contains everything received so far, and ends
when standard input is closed.

Steps:
  {"do": "answer", "status", "headers", "body", "coding", "batch", "then"}
      coding: "gzip" or "deflate" compresses the body;
      batch: delay the answer until this many requests have arrived; then: "close" closes without announcing it.
  {"do": "drop", "at": "connect" | "header" | "body", "how": "close" | "reset" | "goodbye"}
      goodbye: ends TLS (close_notify) before it closes.
  {"do": "stall"}             reads the request and does not answer until the client disconnects
  {"do": "raw", "pieces", "at": "header" | "part" | "body", "how": "keep" | "close" | "reset" | "goodbye"}
      writes each of the (Latin-1) pieces in a TLS record of its own, after the header, after a part of the body or after the
      whole body, and then ends the connection or keeps it
  {"do": "flood"}             a 200 whose body never ends
"""

import gzip
import hashlib
import json
import socket
import ssl
import struct
import sys
import threading
import zlib

certificate, key, client_roots, version, ciphers, script = sys.argv[1:7]
steps = json.loads(script)
changed = threading.Condition()
used = 0
seen = {
    "connections": 0,
    "refusedHandshakes": 0,
    "goneWhileStalled": 0,
    "rawAnswers": 0,
    "requests": [],
    "underWay": 0,
    "mostAtOnce": 0,
}


def next_step(at_connect):
    global used
    step = steps[min(used, len(steps) - 1)]
    is_for_connect = step["do"] == "drop" and step["at"] == "connect"
    if is_for_connect == at_connect:
        used += 1
        return step
    return None


def write_raw(connection, step):
    """Returns whether to keep the connection."""
    try:
        for piece in step["pieces"]:
            # A TLS record of its own.
            connection.sendall(piece.encode("latin-1"))
    finally:
        with changed:
            seen["rawAnswers"] += 1
            changed.notify_all()
    if step["how"] != "keep":
        hang_up(connection, step)
    return step["how"] == "keep"


def hang_up(connection, step):
    if step.get("how") == "reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    if step.get("how") == "goodbye":
        connection.unwrap()
    connection.close()


def read_header(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None, b""
        data += more
    header, body = data.split(b"\r\n\r\n", 1)
    return header.decode("latin-1").split("\r\n"), body


def read_body(connection, header, body):
    length = next(int(line.split(":")[1]) for line in header if line.lower().startswith("content-length:"))
    while len(body) < length:
        more = connection.recv(65536)
        if not more:
            return None
        body += more
    return body


def note_request(number, header, body):
    with changed:
        digest = hashlib.sha256(body).hexdigest()
        seen["requests"].append({"connection": number, "header": header, "digest": digest})
        seen["underWay"] += 1
        seen["mostAtOnce"] = max(seen["mostAtOnce"], seen["underWay"])
        changed.notify_all()
        return len(seen["requests"])


def note_done():
    with changed:
        seen["underWay"] -= 1


def answer(connection, step, index):
    batch = step.get("batch", 1)
    with changed:
        changed.wait_for(lambda: len(seen["requests"]) >= -(-index // batch) * batch)
    body = step.get("body", "").encode()
    coding = step.get("coding")
    if coding:
        body = gzip.compress(body) if coding == "gzip" else zlib.compress(body)
    lines = [f"HTTP/1.1 {step.get('status', 200)} Status", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in step.get("headers", {}).items()]
    if coding:
        lines.append(f"Content-Encoding: {coding}")
    note_done()
    connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def stall(connection):
    try:
        while connection.recv(65536):
            pass
    except OSError:
        pass
    note_done()
    with changed:
        seen["goneWhileStalled"] += 1
        changed.notify_all()


def flood(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    note_done()
    while True:
        connection.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def serve_request(connection, number):
    """Returns whether to keep the connection."""
    header, body = read_header(connection)
    if header is None:
        return False
    with changed:
        step = next_step(at_connect=False) or steps[-1]
    if step["do"] == "drop" and step["at"] == "header":
        hang_up(connection, step)
        return False
    if step["do"] == "raw" and step["at"] != "body":
        while step["at"] == "part" and len(body) < 100_000:
            body += connection.recv(65536)
        return write_raw(connection, step)
    body = read_body(connection, header, body)
    if body is None:
        return False
    index = note_request(number, header, body)
    if step["do"] == "answer":
        answer(connection, step, index)
        return step.get("then") != "close"
    if step["do"] == "stall":
        stall(connection)
    elif step["do"] == "flood":
        flood(connection)
    else:
        note_done()
        if step["do"] == "raw":
            return write_raw(connection, step)
        hang_up(connection, step)
    return False


def serve(plain, number):
    if version == "none":
        while plain.recv(65536):
            pass
        return
    try:
        connection = plain if version == "plain" else context.wrap_socket(plain, server_side=True)
    except (ssl.SSLError, OSError):
        with changed:
            seen["refusedHandshakes"] += 1
        plain.close()
        return
    try:
        with changed:
            step = next_step(at_connect=True)
        if step:
            hang_up(connection, step)
            return
        while serve_request(connection, number):
            pass
    except OSError:
        pass
    finally:
        connection.close()


def accept():
    while True:
        plain, _ = listener.accept()
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with changed:
            seen["connections"] += 1
            number = seen["connections"]
        threading.Thread(target=serve, args=(plain, number), daemon=True).start()


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
# Security level 0 lets the server use weak certificates and TLS 1.1.
context.set_ciphers(f"{ciphers}:@SECLEVEL=0")
if version == "1.1":
    context.minimum_version = ssl.TLSVersion.TLSv1_1
if version not in ("none", "plain"):
    context.maximum_version = getattr(ssl.TLSVersion, "TLSv" + version.replace(".", "_"))
context.load_cert_chain(certificate, key)
context.load_verify_locations(client_roots)
context.verify_mode = ssl.CERT_REQUIRED
listener = socket.socket()
# So small that a large request cannot disappear in buffers.
listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
listener.bind(("127.0.0.1", 0))
listener.listen(64)
threading.Thread(target=accept, daemon=True).start()
print(listener.getsockname()[1], flush=True)
for line in sys.stdin:
    with changed:
        # "await NAME NUMBER" delays the answer until that count is reached.
        words = line.split()
        if words and words[0] == "await":
            count = lambda: len(seen["requests"]) if words[1] == "requests" else seen[words[1]]
            changed.wait_for(lambda: count() >= int(words[2]))
        print(json.dumps(seen), flush=True)
