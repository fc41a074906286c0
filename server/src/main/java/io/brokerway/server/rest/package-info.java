/** What all HTTP surfaces share: problems, request bodies, who asks, idempotency keys. */
@NullMarked
package io.brokerway.server.rest;

import org.jspecify.annotations.NullMarked;
