/**
 * The web page: files that were built into the jar, and the rules under which a browser runs them.
 */
@NullMarked
package io.brokerway.server.page;

import org.jspecify.annotations.NullMarked;
