/**
 * How a user connects a broker account: the kinds of login, their steps, the credentials they end
 * in, and the {@link io.brokerway.broker.login.Secret} that keeps them out of logs.
 */
@NullMarked
package io.brokerway.broker.login;

import org.jspecify.annotations.NullMarked;
