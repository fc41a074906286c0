package io.brokerway.server.admin;

import java.io.PrintWriter;
import java.io.Writer;

/** Marks each line as something said, so that it is not taken for the end. */
final class Marked extends Writer {
  private final PrintWriter out;
  private final StringBuilder line = new StringBuilder();

  Marked(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    for (var i = offset; i < offset + length; i++) {
      if (text[i] == '\n') {
        out.println(ControlSocket.SAID + line.toString());
        line.setLength(0);
      } else {
        line.append(text[i]);
      }
    }
  }

  /** Whole lines only: half of one could not be marked. */
  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
