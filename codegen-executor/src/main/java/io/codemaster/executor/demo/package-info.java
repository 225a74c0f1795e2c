/** The demonstration repository: made from files inside the product and served by the product over HTTP. */
@NullMarked
package io.codemaster.executor.demo;

import org.jspecify.annotations.NullMarked;
