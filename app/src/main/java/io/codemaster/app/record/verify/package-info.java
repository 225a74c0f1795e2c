/** The program that checks an evidence bundle away from the product: it uses Java's own classes alone. */
@NullMarked
package io.codemaster.app.record.verify;

import org.jspecify.annotations.NullMarked;
