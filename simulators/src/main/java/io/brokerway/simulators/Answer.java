package io.brokerway.simulators;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** In what shape a faulty broker lets its answer out. */
public sealed interface Answer {

  /** The true answer. */
  record AsIs() implements Answer {}

  /** No byte, ever: the connection stays open until the caller gives up. */
  record Silence() implements Answer {}

  /** The connection is reset before the first byte. */
  record Reset() implements Answer {}

  /** Another status and body, such as the 502 of a gateway. */
  record Status(int status, String contentType, String body) implements Answer {}

  /** The broker's own answer to a caller that is too fast. */
  record RateLimit() implements Answer {}

  /** Status and headers of the true answer, then so many bytes of the body, then a reset. */
  record CutBody(int bytes) implements Answer {}

  /** The true body, one byte at a time. */
  record SlowBody(Duration perByte) implements Answer {}

  /** The true status with another body. */
  record Body(String contentType, String body) implements Answer {}

  /** The first half of the true body, as if it were whole. */
  record Truncated() implements Answer {}

  /** A field of the true body, at any depth, with another value; what is no JSON stays. */
  record SetField(String name, JsonNode value) implements Answer {}

  /** The true body without a field, at any depth; what is no JSON stays. */
  record DropField(String name) implements Answer {}

  /** A well-formed JSON array of so many bytes. */
  record HugeBody(long bytes) implements Answer {}

  /** Arrays within arrays. */
  record DeepBody(int levels) implements Answer {}

  /** A redirect to another address. */
  record Redirect(String location) implements Answer {}
}
