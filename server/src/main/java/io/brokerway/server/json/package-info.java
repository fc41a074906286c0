/** Strict JSON: what a client sends is read completely or refused field by field. */
@NullMarked
package io.brokerway.server.json;

import org.jspecify.annotations.NullMarked;
