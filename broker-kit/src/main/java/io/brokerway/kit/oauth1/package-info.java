/** Signs calls by OAuth 1.0a (RFC 5849), for the brokers that still ask for it. */
@NullMarked
package io.brokerway.kit.oauth1;

import org.jspecify.annotations.NullMarked;
