/** Where everything is kept: events, artifacts, secrets. */
@NullMarked
package io.codemaster.app.store;

import org.jspecify.annotations.NullMarked;
