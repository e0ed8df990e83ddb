// 哀悼日：按北京时间判断今天是否要把全站显示为灰色；页面生成于哪一天都不影响。
(function () {
  var sheet = document.querySelector("link[data-mourning]")
  var now = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 16)
  var grey = sheet.getAttribute("data-mourning").split(" ").some(function (span) {
    var bounds = span.split("/")
    return bounds[0] <= now && now <= bounds[1]
  })
  sheet.media = grey ? "all" : "not all"
})()
