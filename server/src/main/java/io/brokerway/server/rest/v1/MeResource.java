package io.brokerway.server.rest.v1;

import io.brokerway.engine.identity.KeyKind;
import io.brokerway.engine.identity.Scope;
import java.util.List;

/**
 * Who is asking, as the gateway understands the request.
 *
 * @param demo whether the gateway is open without credentials and only plays
 * @param keyKind of the key that was sent; in the demo without one, that of an application
 * @param user the user that the request acts for
 */
record MeResource(boolean demo, KeyKind keyKind, List<Scope> scopes, UserResource user) {}
