/**
 * Writes the skeleton of a new adapter with its simulator, tests and docs page from templates, and
 * joins it: what then is missing the conformance suite tells, case by case.
 */
@NullMarked
package io.brokerway.conformance.skeleton;

import org.jspecify.annotations.NullMarked;
