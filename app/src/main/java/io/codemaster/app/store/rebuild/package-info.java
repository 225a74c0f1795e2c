/** Makes read models anew from the events, beside those in use, compares both and puts the new ones in their place. */
@NullMarked
package io.codemaster.app.store.rebuild;

import org.jspecify.annotations.NullMarked;
