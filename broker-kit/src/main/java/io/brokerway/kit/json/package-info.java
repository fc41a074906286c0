/** Reading and writing the JSON of brokers, which is input like any other: bounded and checked. */
@NullMarked
package io.brokerway.kit.json;

import org.jspecify.annotations.NullMarked;
