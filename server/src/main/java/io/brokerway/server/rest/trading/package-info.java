/** Surface 4, trading at root paths: users with paper accounts and their orders. */
@NullMarked
package io.brokerway.server.rest.trading;

import org.jspecify.annotations.NullMarked;
