/** How platforms tell the product that something is new. */
@NullMarked
package io.codemaster.app.webhook;

import org.jspecify.annotations.NullMarked;
