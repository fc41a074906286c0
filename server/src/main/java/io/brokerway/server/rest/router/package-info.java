/** Surface 1, the broker router: all accounts of a user, and orders on them. */
@NullMarked
package io.brokerway.server.rest.router;

import org.jspecify.annotations.NullMarked;
