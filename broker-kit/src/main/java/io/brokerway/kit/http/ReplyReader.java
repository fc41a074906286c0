package io.brokerway.kit.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads a reply that does not end, and hands on what comes in it. Not thread-safe. */
interface ReplyReader {

  /** Reads until the reply ends. */
  void read(InputStream reply) throws IOException;
}
