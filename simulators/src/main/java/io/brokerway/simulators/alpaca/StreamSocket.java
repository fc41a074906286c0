package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.SimulatedSocket;
import java.nio.ByteBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A socket of either stream, with its framing. Public because Jetty calls only methods of public
 * classes. Thread-safe.
 */
public abstract class StreamSocket extends SimulatedSocket {
  private final Frames frames;

  StreamSocket(Frames frames) {
    this.frames = frames;
  }

  /** A message of the client's that is well formed. */
  abstract void onMessage(JsonNode message);

  /** A message that is not. */
  abstract void onGarbage();

  @Override
  protected final void onText(String text) {
    try {
      onMessage(Json.read(text));
    } catch (JacksonException e) {
      onGarbage();
    }
  }

  @Override
  protected final void onBinary(byte[] payload) {
    try {
      onMessage(
          frames == Frames.MESSAGE_PACK
              ? MessagePackReader.read(ByteBuffer.wrap(payload))
              : Json.read(payload));
    } catch (JacksonException | IllegalArgumentException e) {
      onGarbage();
    }
  }

  final void send(JsonNode message) {
    switch (frames) {
      case TEXT -> sendText(Json.text(message));
      case BINARY_JSON -> sendBinary(Json.bytes(message));
      case MESSAGE_PACK -> sendBinary(MessagePackWriter.write(message));
    }
  }
}
