/** Tests the signer against published vectors. */
@NullMarked
package io.brokerway.kit.oauth1;

import org.jspecify.annotations.NullMarked;
