/**
 * __Title__: to be described here in one paragraph, with its environments, its logins and its
 * oddities.
 */
@NullMarked
package io.brokerway.brokers.__package__;

import org.jspecify.annotations.NullMarked;
