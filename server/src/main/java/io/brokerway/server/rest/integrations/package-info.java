/** Surface 3, brokerage integrations: connect, sync and read, by the application's own user ids. */
@NullMarked
package io.brokerway.server.rest.integrations;

import org.jspecify.annotations.NullMarked;
