/** What the executors share: where an attempt lives, how it fails, and the ports between the worker and its tools. */
@NullMarked
package io.codemaster.executor.shared;

import org.jspecify.annotations.NullMarked;
