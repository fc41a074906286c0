/** The page that brokers send users back to, and what ties a login to the browser that began it. */
@NullMarked
package io.brokerway.server.rest.login;

import org.jspecify.annotations.NullMarked;
