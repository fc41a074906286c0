package io.brokerway.server.security;

import io.brokerway.engine.identity.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The scope that a key needs for a route. Every route has this or {@link Open}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  Scope value();

  /** Whether only an application's key will do: a user's key acts for himself alone. */
  boolean application() default false;
}
