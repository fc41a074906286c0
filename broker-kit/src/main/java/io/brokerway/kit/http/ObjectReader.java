package io.brokerway.kit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads JSON objects that follow each other, with white space or commas between them or nothing at
 * all: where the chunks of the reply end means nothing. Bounded: an object without measure, and
 * what is no object, ends the reply.
 */
final class ObjectReader implements ReplyReader {
  private static final int LONGEST_OBJECT = 1 << 20;
  private static final int BUFFER = 8 * 1024;
  private static final int DEEPEST = 60;

  private final Consumer<String> objects;
  private final ByteArrayOutputStream object = new ByteArrayOutputStream();
  private int depth;

  /** A bit for each open bracket, the innermost lowest: 1 for one of an array. */
  private long open;

  private boolean inText;
  private boolean escaped;

  ObjectReader(Consumer<String> objects) {
    this.objects = objects;
  }

  @Override
  public void read(InputStream reply) throws IOException {
    object.reset();
    depth = 0;
    open = 0;
    inText = false;
    escaped = false;
    var buffer = new byte[BUFFER];
    for (var count = reply.read(buffer); count >= 0; count = reply.read(buffer)) {
      for (var i = 0; i < count; i++) {
        take(buffer[i]);
      }
    }
  }

  private void take(byte next) throws IOException {
    if (depth == 0 && next != '{') {
      if (next != ',' && next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        throw new IOException("no JSON object");
      }
      return;
    }
    object.write(next);
    if (object.size() > LONGEST_OBJECT) {
      throw new IOException("an object without measure");
    }
    if (inText) {
      text(next);
      return;
    }
    switch (next) {
      case '"' -> inText = true;
      case '{', '[' -> begin(next == '[');
      case '}', ']' -> end(next == ']');
      default -> {}
    }
  }

  private void text(byte next) {
    if (escaped) {
      escaped = false;
    } else if (next == '\\') {
      escaped = true;
    } else if (next == '"') {
      inText = false;
    }
  }

  private void begin(boolean array) throws IOException {
    if (depth == DEEPEST) {
      throw new IOException("an object nested too deep");
    }
    depth++;
    open = open << 1 | (array ? 1 : 0);
  }

  /** A bracket that does not close the innermost one would swallow all that follows. */
  private void end(boolean array) throws IOException {
    if (((open & 1) == 1) != array) {
      throw new IOException("no JSON object");
    }
    depth--;
    open >>>= 1;
    if (depth == 0) {
      var text = object.toString(StandardCharsets.UTF_8);
      object.reset();
      objects.accept(text);
    }
  }
}
