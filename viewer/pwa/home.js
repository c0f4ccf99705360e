// What makes the page an app of its own: the service worker, and hints for browsers that need a hand. ECMAScript 5, after
// everything else. Belongs here: hints that are said once. Does not: anything that a picture waits for.
(function () {
  var say = function (vi, en) {
    return document.documentElement.lang === "en" ? en : vi;
  };
  var kept = function (name, value) {
    try {
      return value ? localStorage.setItem(name, value) : localStorage.getItem(name);
    } catch (error) {
      // Nothing may be kept: it is said each time.
      return null;
    }
  };
  var button = function (words, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };
  // A strip at the foot, until it is answered.
  var hint = function (name, words, answer, act) {
    if (kept("ward.hint." + name) || document.querySelector(".hint")) return;
    var strip = document.createElement("div");
    strip.className = "hint";
    strip.setAttribute("role", "status");
    var text = document.createElement("p");
    text.textContent = words;
    strip.appendChild(text);
    var close = function () {
      kept("ward.hint." + name, "said");
      strip.remove();
    };
    if (answer) {
      strip.appendChild(
        button(answer, function () {
          close();
          act();
        })
      );
    }
    strip.appendChild(button(say("Để sau", "Not now"), close));
    document.body.appendChild(strip);
  };

  var agent = navigator.userAgent;
  var isApple = /iPhone|iPad|iPod/.test(agent);
  var isApp = navigator.standalone || (window.matchMedia && matchMedia("(display-mode: standalone)").matches);

  if (/Zalo|FBA[NV]|FB_IAB|Messenger|Instagram/.test(agent)) {
    // These views forget the login, and some play no video.
    if (isApple) {
      hint(
        "view",
        say(
          "Bạn đang xem trong một ứng dụng khác. Bấm ··· rồi chọn Mở bằng Safari để xem ổn định và không phải đăng nhập lại.",
          "You are inside another app. Tap ··· and choose Open in Safari: it plays better and keeps you logged in."
        )
      );
    } else {
      hint(
        "view",
        say(
          "Bạn đang xem trong một ứng dụng khác. Mở bằng Chrome để xem ổn định và không phải đăng nhập lại.",
          "You are inside another app. Open it in Chrome: it plays better and keeps you logged in."
        ),
        say("Mở bằng Chrome", "Open in Chrome"),
        function () {
          var here = location.host + location.pathname + location.search;
          location.href = "intent://" + here + "#Intent;scheme=" + location.protocol.replace(":", "") + ";package=com.android.chrome;end";
        }
      );
    }
  } else if (isApple) {
    if (!isApp)
      hint(
        "home",
        say(
          "Để mở nhanh như ứng dụng: bấm nút Chia sẻ rồi chọn Thêm vào MH chính.",
          "To open it like an app: tap Share, then Add to Home Screen."
        )
      );
  } else if (window.matchMedia && matchMedia("(pointer: coarse)").matches) {
    // On phones only: nothing covers a desk's wall.
    window.addEventListener("beforeinstallprompt", function (event) {
      event.preventDefault();
      hint(
        "home",
        say("Thêm vào màn hình chính để mở nhanh như ứng dụng.", "Add it to the home screen to open it like an app."),
        say("Thêm", "Add"),
        function () {
          event.prompt();
        }
      );
    });
  }

  if (navigator.serviceWorker) {
    navigator.serviceWorker.register("/sw.js").catch(function (error) {
      // Without it the app works all the same.
      console.warn("no service worker:", error);
    });
  }
})();
