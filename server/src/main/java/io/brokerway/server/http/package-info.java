/**
 * The HTTP server: Jetty on virtual threads, Spring's dispatcher, the routes and what they need.
 */
@NullMarked
package io.brokerway.server.http;

import org.jspecify.annotations.NullMarked;
