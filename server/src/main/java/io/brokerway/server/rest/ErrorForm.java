package io.brokerway.server.rest;

/** How a surface tells errors whose clients expect another form than a problem. Thread-safe. */
public interface ErrorForm {

  /** Whether a path is the surface's. */
  boolean isFor(String path);

  /** The HTTP status that its clients know for this. */
  int status(Problem problem);

  /** What is written as JSON. */
  Object body(Problem problem);
}
