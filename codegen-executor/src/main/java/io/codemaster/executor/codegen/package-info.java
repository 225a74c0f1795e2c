/** The worker: queue, slots and the steps of an attempt. */
@NullMarked
package io.codemaster.executor.codegen;

import org.jspecify.annotations.NullMarked;
